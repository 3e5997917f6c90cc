/** What people ask of whoever keeps their data: a copy, a correction, to be forgotten. */
@NullMarked
package io.annals.command.subject;

import org.jspecify.annotations.NullMarked;
