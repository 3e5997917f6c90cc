@NullMarked
package io.annals.projections.behavior;

import org.jspecify.annotations.NullMarked;
