/** Answers: the whole of a customer, their history, segments, and how the views are doing. */
@NullMarked
package io.annals.query;

import org.jspecify.annotations.NullMarked;
