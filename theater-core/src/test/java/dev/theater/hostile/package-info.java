/** Guests that mean harm, and what must hold while they try and after. */
package dev.theater.hostile;
