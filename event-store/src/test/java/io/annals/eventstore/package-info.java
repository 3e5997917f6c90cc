@NullMarked
package io.annals.eventstore;

import org.jspecify.annotations.NullMarked;
