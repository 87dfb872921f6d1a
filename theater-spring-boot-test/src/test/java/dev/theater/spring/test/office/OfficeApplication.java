package dev.theater.spring.test.office;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as a user has it: a service, and a tool for its actors that uses it. */
@SpringBootApplication
class OfficeApplication {

}
