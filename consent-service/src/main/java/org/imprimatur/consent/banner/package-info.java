/** How visitors are asked: a banner where there is script, a form where there is none. */
@NullMarked
package org.imprimatur.consent.banner;

import org.jspecify.annotations.NullMarked;
