/** Records that are no longer: taken away for good, with who did it and why, and what visitors ask to have erased. */
@NullMarked
package org.imprimatur.consent.erasure;

import org.jspecify.annotations.NullMarked;
