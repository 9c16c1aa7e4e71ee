/** The site as a fold over article events: which stories stand where, and which addresses a step of it touches. */
@NullMarked
package org.imprimatur.publishing.site;

import org.jspecify.annotations.NullMarked;
