/** How what somebody else wrote becomes calls: rows of a file, or the body of a webhook. */
@NullMarked
package io.annals.command.mapping;

import org.jspecify.annotations.NullMarked;
