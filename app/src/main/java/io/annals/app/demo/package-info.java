@NullMarked
package io.annals.app.demo;

import org.jspecify.annotations.NullMarked;
