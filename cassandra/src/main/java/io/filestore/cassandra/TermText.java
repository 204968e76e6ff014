package io.filestore.cassandra;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.filestore.remote.IndexTerm;

/**
 * A field and its value as one element of a row's set of terms, such as
 * {@code status="paid"}: up to the first {@code =} it is the field, in which that sign
 * and {@code %} are written as in a URL.
 */
final class TermText {

    private TermText() {
    }

    static String of(IndexTerm term) {
        return term.field().replace("%", "%25").replace("=", "%3D") + "=" + term.value();
    }

    static Set<String> all(List<IndexTerm> terms) {
        Set<String> texts = new LinkedHashSet<>();
        terms.forEach((term) -> texts.add(of(term)));
        return texts;
    }

}
