/** How the read models are doing, and their rebuilding. */
@NullMarked
package io.annals.query.view;

import org.jspecify.annotations.NullMarked;
