/**
 * The interfaces offered to guests: one class per interface, and the SPI to offer more.
 */
@NullMarked
package dev.theater.host;

import org.jspecify.annotations.NullMarked;
