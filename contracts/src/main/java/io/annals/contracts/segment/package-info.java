/** Which customers a marketer means. */
@NullMarked
package io.annals.contracts.segment;

import org.jspecify.annotations.NullMarked;
