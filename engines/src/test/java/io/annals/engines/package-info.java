@NullMarked
package io.annals.engines;

import org.jspecify.annotations.NullMarked;
