/** Records with all that is needed to check them offline. */
@NullMarked
package org.imprimatur.consent.proof;

import org.jspecify.annotations.NullMarked;
