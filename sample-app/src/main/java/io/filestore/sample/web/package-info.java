/**
 * What holds for every request, whoever serves it: who may ask, how long a body may take,
 * and what a problem looks like.
 */
@NullMarked
package io.filestore.sample.web;

import org.jspecify.annotations.NullMarked;
