package io.filestore.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What LZ4 needs in a native image: it looks up its implementations by name, and its
 * library is a resource. Types of rows are the application's to register.
 */
class FileStoreRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<String> NAMES = List.of("lz4.LZ4%sCompressor", "lz4.LZ4HC%sCompressor",
            "lz4.LZ4%sFastDecompressor", "lz4.LZ4%sSafeDecompressor", "xxhash.XXHash32%s", "xxhash.XXHash64%s",
            "xxhash.StreamingXXHash32%s$Factory", "xxhash.StreamingXXHash64%s$Factory");

    private static final List<Class<?>> THROWN_BY_THE_LIBRARY = List.of(OutOfMemoryError.class,
            IllegalArgumentException.class, IllegalStateException.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("net/jpountz/util/*/*/liblz4-java.*");
        Stream.of("JNI", "JavaSafe", "JavaUnsafe")
            .flatMap((implementation) -> NAMES.stream().map((name) -> name.formatted(implementation)))
            .map((name) -> TypeReference.of("net.jpountz." + name))
            .forEach((type) -> hints.reflection()
                .registerType(type, MemberCategory.ACCESS_PUBLIC_FIELDS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
        THROWN_BY_THE_LIBRARY.forEach((type) -> hints.jni().registerType(type));
    }

}
