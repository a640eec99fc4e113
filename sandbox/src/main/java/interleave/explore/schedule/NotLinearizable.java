package interleave.explore.schedule;

/** A history that no order of its calls explains; a verdict of its own. */
public interface NotLinearizable {}
