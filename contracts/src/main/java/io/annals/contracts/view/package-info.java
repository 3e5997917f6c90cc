/** How the read models themselves are doing. */
@NullMarked
package io.annals.contracts.view;

import org.jspecify.annotations.NullMarked;
