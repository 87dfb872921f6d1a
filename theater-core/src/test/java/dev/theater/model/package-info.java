/** What actors and supervisors may do, as a small model, and what plays against it. */
package dev.theater.model;
