/** What the database must hold before it is used, made as soon as it can be. */
@NullMarked
package org.imprimatur.consent.preparation;

import org.jspecify.annotations.NullMarked;
