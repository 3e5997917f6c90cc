@NullMarked
package io.annals.projections;

import org.jspecify.annotations.NullMarked;
