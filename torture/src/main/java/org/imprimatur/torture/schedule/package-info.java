/** What goes wrong, and when. */
@NullMarked
package org.imprimatur.torture.schedule;

import org.jspecify.annotations.NullMarked;
