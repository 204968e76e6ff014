package io.filestore.json;

import tools.jackson.core.StreamReadConstraints;

/**
 * How large and how deep the JSON of one row may be.
 */
public final class JsonLimits {

    /** As many bytes as a row may have in canonical JSON: 16 MB. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /** How deep objects and arrays may be nested, the row itself counted. */
    public static final int MAX_DEPTH = 500;

    /**
     * More than what a row's disk form can add to it: metadata fields and underscores.
     */
    static final int DISK_FORM_BYTES = 64 * 1024;

    /** Jackson's own limits, which are all above these but for the depth. */
    public static final StreamReadConstraints READ = StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxNumberLength(Integer.MAX_VALUE)
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(Integer.MAX_VALUE)
        .build();

    private JsonLimits() {
    }

}
