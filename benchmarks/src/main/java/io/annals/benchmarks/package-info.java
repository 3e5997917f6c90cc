/** Load drivers: they know the server from outside only, as a client and an operator do. */
@NullMarked
package io.annals.benchmarks;

import org.jspecify.annotations.NullMarked;
