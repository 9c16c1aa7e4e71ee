/** Printing: what the site holds at an address, as bytes that depend on nothing but the site and the template version. */
@NullMarked
package org.imprimatur.publishing.page;

import org.jspecify.annotations.NullMarked;
