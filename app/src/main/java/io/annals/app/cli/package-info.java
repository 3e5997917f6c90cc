@NullMarked
package io.annals.app.cli;

import org.jspecify.annotations.NullMarked;
