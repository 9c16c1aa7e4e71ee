/** This service's own database: its collections, and getting it ready. */
@NullMarked
package org.imprimatur.content.storage;

import org.jspecify.annotations.NullMarked;
