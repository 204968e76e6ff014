package io.filestore.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;

/** What marks the property that holds the id, known without asking Jackson. */
final class RowIdMark {

    private RowIdMark() {
    }

    static boolean isOn(AnnotatedElement member) {
        for (Annotation each : member.getDeclaredAnnotations()) {
            if (is(each)) {
                return true;
            }
        }
        return false;
    }

    static boolean is(Annotation annotation) {
        return annotation.annotationType() == RowId.class || SpringData.isId(annotation);
    }

}
