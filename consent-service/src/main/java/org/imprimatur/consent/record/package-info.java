/** Consent records as ISO/IEC TS 27560 wants them: kept, proved and searched. */
@NullMarked
package org.imprimatur.consent.record;

import org.jspecify.annotations.NullMarked;
