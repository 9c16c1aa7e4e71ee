/** Tests. */
@NullMarked
package org.imprimatur.content.listing;

import org.jspecify.annotations.NullMarked;
