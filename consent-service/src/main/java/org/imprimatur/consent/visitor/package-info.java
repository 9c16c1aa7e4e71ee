/** Who a visitor is: a number that only this service can make, and the keyed hashes under which records know it. */
@NullMarked
package org.imprimatur.consent.visitor;

import org.jspecify.annotations.NullMarked;
