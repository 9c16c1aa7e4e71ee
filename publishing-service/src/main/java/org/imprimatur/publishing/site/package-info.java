/** The site as a fold over article events: which stories stand where, and in which lists. */
@NullMarked
package org.imprimatur.publishing.site;

import org.jspecify.annotations.NullMarked;
