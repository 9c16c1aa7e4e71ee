/** How long records are kept once their choices have ended, and the job that erases them then. */
@NullMarked
package org.imprimatur.consent.retention;

import org.jspecify.annotations.NullMarked;
