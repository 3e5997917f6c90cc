@NullMarked
package io.annals.app.importer;

import org.jspecify.annotations.NullMarked;
