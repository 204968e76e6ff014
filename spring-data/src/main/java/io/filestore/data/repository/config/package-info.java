/**
 * How repositories are found and become beans.
 */
@NullMarked
package io.filestore.data.repository.config;

import org.jspecify.annotations.NullMarked;
