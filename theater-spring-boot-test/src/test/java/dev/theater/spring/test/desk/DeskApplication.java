package dev.theater.spring.test.desk;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with nothing but actors. */
@SpringBootApplication
class DeskApplication {

}
