package io.filestore.benchmarks.jmh;

import org.jspecify.annotations.Nullable;

/**
 * A {@code Customer} as a class that may be changed.
 */
public class MutableCustomer {

    public @Nullable String email;

    public @Nullable String name;

    public @Nullable String street;

    public @Nullable String city;

    public @Nullable String country;

    public @Nullable String status;

    public int orders;

    public @Nullable String note;

}
