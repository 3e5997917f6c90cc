@NullMarked
package io.annals.contracts.segment;

import org.jspecify.annotations.NullMarked;
