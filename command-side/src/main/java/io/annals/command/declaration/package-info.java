/** What sources declared that they say, and that nothing else is kept. */
@NullMarked
package io.annals.command.declaration;

import org.jspecify.annotations.NullMarked;
