package interleave.explore.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose static methods stand in for a type's methods of the same name: for an
 * instance method the receiver comes first, for a static one the parameters are the same.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ModelOf {
  /** The type whose calls are replaced. */
  Class<?> value();
}
