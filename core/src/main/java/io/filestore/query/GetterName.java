package io.filestore.query;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.row.PropertyNames;
import io.filestore.row.PropertyNames.Property;

/** Names of properties by method references, each looked up once. */
final class GetterName {

    private static final ClassValue<Name> NAMES = new ClassValue<>() {

        @Override
        protected Name computeValue(Class<?> type) {
            return new Name();
        }

    };

    private GetterName() {
    }

    /** The name of a property of a row; that of the id if it holds the id. */
    static String of(Getter<?, ?> getter) {
        Property property = property(getter);
        return property.isRowId() ? FieldPath.ROW_ID : property.name();
    }

    /** The name of a property of a value within a row, where an id is a field. */
    static String within(Getter<?, ?> getter) {
        return property(getter).name();
    }

    private static Property property(Getter<?, ?> getter) {
        Name known = NAMES.get(getter.getClass());
        Property property = known.property;
        if (property == null) {
            property = read(getter);
            known.property = property;
        }
        return property;
    }

    private static Property read(Getter<?, ?> getter) {
        SerializedLambda lambda = Capture.of(getter);
        if (lambda == null || lambda.getImplMethodName().contains("$") || lambda.getCapturedArgCount() > 0) {
            throw new InvalidQueryException("No property can be told from this function: give a method reference such"
                    + " as Order::total, and no lambda, or the name of the field as text.");
        }
        Class<?> type = MethodType
            .fromMethodDescriptorString(lambda.getInstantiatedMethodType(), getter.getClass().getClassLoader())
            .parameterType(0);
        Property property = PropertyNames.of(type, lambda.getImplMethodName());
        if (property == null) {
            throw new InvalidQueryException("The method " + type.getSimpleName() + "::" + lambda.getImplMethodName()
                    + " reads no property that is written as JSON. Give one that does, or the name of the field as"
                    + " text.");
        }
        return property;
    }

    /** The class of a method reference stands for where it is written. */
    private static final class Name {

        private volatile @Nullable Property property;

    }

    /**
     * Sees what a method reference is replaced by when it is written: in this way it
     * needs no access to the class that has it.
     */
    private static final class Capture extends ObjectOutputStream {

        private final List<SerializedLambda> seen = new ArrayList<>();

        Capture() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static @Nullable SerializedLambda of(Getter<?, ?> getter) {
            try (Capture capture = new Capture()) {
                capture.writeObject(getter);
                return capture.seen.isEmpty() ? null : capture.seen.get(0);
            }
            catch (IOException ex) {
                return null;
            }
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof SerializedLambda lambda) {
                this.seen.add(lambda);
                return "";
            }
            return object;
        }

    }

}
