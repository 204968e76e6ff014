package io.filestore.remote;

/**
 * Tells whoever runs a transaction that what it has read holds no longer, so that it must
 * run again. Nobody outside ever sees it; has no stack trace, since it is no error.
 */
final class RunAgain extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient SharedDomain domain;

    RunAgain(SharedDomain domain) {
        super(null, null, false, false);
        this.domain = domain;
    }

    SharedDomain domain() {
        return this.domain;
    }

}
