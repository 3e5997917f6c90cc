/** Remembers: read models follow the log, each with its token beside its data, each rebuildable while it serves. */
@NullMarked
package io.annals.projections;

import org.jspecify.annotations.NullMarked;
