package io.filestore.query;

import java.util.List;

/** A part of a regular expression. */
sealed interface RegexNode {

    /** One character of a set. */
    record One(CharacterSet test) implements RegexNode {

    }

    /** A place, at which there is no character. */
    record Place(int kind) implements RegexNode {

        static final int START = 0;

        static final int END = 1;

        /** The end, or before the line terminator that is the end. */
        static final int END_OF_LINE = 2;

        static final int WORD_BOUNDARY = 3;

        static final int NO_WORD_BOUNDARY = 4;

    }

    /** One after the other. */
    record Sequence(List<RegexNode> parts) implements RegexNode {

    }

    /** One or another. */
    record Choice(List<RegexNode> parts) implements RegexNode {

    }

    /**
     * Several times.
     *
     * @param most -1 for any number
     */
    record Repeat(RegexNode part, int least, int most) implements RegexNode {

    }

}
