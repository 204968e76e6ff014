package io.filestore.concurrent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the classes of filestore once more, with their tests, and lets them tell
 * {@link HeldLocks} of each lock that they take. What they do otherwise stays as it is,
 * and so do the classes that everybody else has.
 */
final class LockWatch extends ClassLoader {

    private static final String REENTRANT = "java/util/concurrent/locks/ReentrantLock";

    private static final String STAMPED = "java/util/concurrent/locks/StampedLock";

    private static final Set<String> WATCHED = Set.of("lock", "tryLock", "writeLock", "readLock", "unlockWrite",
            "unlockRead");

    private static final String HELD = "io/filestore/concurrent/HeldLocks";

    LockWatch() {
        super(LockWatch.class.getClassLoader());
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.filestore.") || name.equals(HeldLocks.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return (loaded != null) ? loaded : load(name);
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        URL file = getParent().getResource(name.replace('.', '/') + ".class");
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = file.openStream()) {
            // The disks of tests have locks of their own.
            byte[] bytes = file.getPath().contains("test-classes") ? in.readAllBytes() : watched(in);
            return defineClass(name, bytes, 0, bytes.length);
        }
        catch (IOException ex) {
            throw new ClassNotFoundException(name, ex);
        }
    }

    private static byte[] watched(InputStream in) throws IOException {
        ClassReader reader = new ClassReader(in);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new Watched(writer, reader.getClassName()), 0);
        return writer.toByteArray();
    }

    private static final class Watched extends ClassVisitor {

        private final String simpleName;

        Watched(ClassVisitor next, String name) {
            super(Opcodes.ASM9, next);
            this.simpleName = name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
            boolean locks = (access & Opcodes.ACC_SYNCHRONIZED) != 0 && (access & Opcodes.ACC_STATIC) == 0;
            return new MethodVisitor(Opcodes.ASM9, next) {

                /** The field that was read last, most likely what a monitor is of. */
                private String lastField = "";

                @Override
                public void visitCode() {
                    super.visitCode();
                    if (locks) {
                        super.visitVarInsn(Opcodes.ALOAD, 0);
                        tell("monitor", Watched.this.simpleName);
                    }
                }

                @Override
                public void visitVarInsn(int opcode, int variable) {
                    if (opcode == Opcodes.ALOAD && variable == 0) {
                        this.lastField = "";
                    }
                    super.visitVarInsn(opcode, variable);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    if (opcode == Opcodes.PUTFIELD && type.contains("Ljava/util/concurrent/locks/")) {
                        super.visitInsn(Opcodes.DUP);
                        tell("name", Watched.this.simpleName + "." + field);
                    }
                    if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
                        this.lastField = "." + field;
                    }
                    super.visitFieldInsn(opcode, owner, field, type);
                }

                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.MONITORENTER) {
                        super.visitInsn(Opcodes.DUP);
                        tell("monitor", Watched.this.simpleName + this.lastField);
                    }
                    super.visitInsn(opcode);
                }

                private void tell(String what, String about) {
                    super.visitLdcInsn(about);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HELD, what, "(Ljava/lang/Object;Ljava/lang/String;)V",
                            false);
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    boolean watched = (owner.equals(REENTRANT) || owner.equals(STAMPED)) && WATCHED.contains(called);
                    if (watched) {
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, HELD, called,
                                "(L" + owner + ";" + type.substring(1), false);
                    }
                    else {
                        super.visitMethodInsn(opcode, owner, called, type, isInterface);
                    }
                }

            };
        }

    }

}
