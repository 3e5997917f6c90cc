/** What an auditor is shown. */
@NullMarked
package io.annals.contracts.audit;

import org.jspecify.annotations.NullMarked;
