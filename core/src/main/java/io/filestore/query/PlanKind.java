package io.filestore.query;

/** By what a query is answered. */
public enum PlanKind {

    /** By an index that leads to some of the rows. */
    SEARCH,

    /** By several, one for each part of an {@code or}. */
    UNION,

    /** By all rows in an order that an index has, up to a limit if there is one. */
    ORDER,

    /** By all rows in no order. */
    SCAN

}
