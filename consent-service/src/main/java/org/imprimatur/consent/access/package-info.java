/** Who among the staff looked at visitors' records: written down before they see them, in a log of its own. */
@NullMarked
package org.imprimatur.consent.access;

import org.jspecify.annotations.NullMarked;
