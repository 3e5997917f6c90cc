/** The rules of identity: which names lead to people, how far, and since when. */
@NullMarked
package io.annals.command.identity;

import org.jspecify.annotations.NullMarked;
