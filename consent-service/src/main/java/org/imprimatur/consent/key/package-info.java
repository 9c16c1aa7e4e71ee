/** Keys of the service's own for hashes that must mean nothing without them. */
@NullMarked
package org.imprimatur.consent.key;

import org.jspecify.annotations.NullMarked;
