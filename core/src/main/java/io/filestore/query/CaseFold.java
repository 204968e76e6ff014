package io.filestore.query;

/**
 * Texts without upper and lower case: each code point as {@link String#equalsIgnoreCase}
 * sees it, so that a text never gets longer and no language changes what is found.
 */
final class CaseFold {

    private CaseFold() {
    }

    static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return folded(text);
            }
        }
        return text;
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(CaseFold::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

}
