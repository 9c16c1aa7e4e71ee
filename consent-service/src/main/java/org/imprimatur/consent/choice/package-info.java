/** A visitor's choice: taken once, checked against the notice that was shown, and made into a record. */
@NullMarked
package org.imprimatur.consent.choice;

import org.jspecify.annotations.NullMarked;
